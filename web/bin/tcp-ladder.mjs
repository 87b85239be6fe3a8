#!/usr/bin/env node
import '../package/cli.js';
