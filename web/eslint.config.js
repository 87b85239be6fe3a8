import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-eslint';

const web = dirname(fileURLToPath(import.meta.url));

export default ts.config(
  // The tests lie beside this folder, so the patterns count from the folder above.
  { basePath: dirname(web), ignores: ['web/dist/**', '**/node_modules/**'] },
  {
    basePath: dirname(web),
    files: ['web/**/*.{js,mjs,ts}', 'tests/**/*.ts'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
  },
  {
    basePath: dirname(web),
    files: ['web/**/*.ts', 'tests/**/*.ts'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: web } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    basePath: dirname(web),
    files: ['web/src/**/*.ts'],
    extends: [wc.configs['flat/best-practice'], lit.configs['flat/all']],
    rules: {
      // Only constants of the project itself go into unsafe directives; none does today.
      'lit/no-template-arrow': 'off',
      'lit/no-template-map': 'off',
      'lit/no-template-bind': 'off',
    },
  },
  prettier,
);
