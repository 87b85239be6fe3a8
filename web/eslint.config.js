import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-eslint';

// Run from the folder above, because the tests lie beside this one.
const web = fileURLToPath(new URL('.', import.meta.url));

export default ts.config(
  {
    ignores: [
      'web/dist/**',
      'web/package/**',
      'web/release/**',
      'web/generated/**',
      '**/node_modules/**',
    ],
  },
  {
    files: ['web/**/*.{js,mjs,ts}', 'tests/**/*.{mjs,ts}', 'wasm/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
  },
  {
    files: ['web/**/*.ts', 'tests/**/*.ts'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: web } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // TypeScript's decorators see no #name: what they declare is all that may say `private`.
      'no-restricted-syntax': [
        'error',
        {
          selector:
            ':matches(PropertyDefinition, MethodDefinition)[accessibility=private][decorators.length=0]',
          message: 'Private members are #private.',
        },
        {
          selector: 'TSParameterProperty[accessibility=private]',
          message: 'Use a #private field.',
        },
      ],
    },
  },
  {
    files: ['web/src/**/*.ts'],
    extends: [wc.configs['flat/best-practice'], lit.configs['flat/all']],
    rules: {
      // Lit calls listeners of its templates with the element as `this`.
      '@typescript-eslint/unbound-method': 'off',
      // LitElement has every lifecycle callback.
      'wc/guard-super-call': 'off',
      'lit/no-template-arrow': 'off',
      'lit/no-template-map': 'off',
      'lit/no-template-bind': 'off',
    },
  },
  prettier,
);
