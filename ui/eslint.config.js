import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const types = { projectService: true, extraFileExtensions: ['.svelte'] };

export default ts.config(
  { ignores: ['dist', 'src/generated'] },
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { ...types, parser: ts.parser, svelteConfig } },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    languageOptions: { parserOptions: types },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@tauri-apps/*'], message: 'only transport/tauri.ts knows the shell' },
          ],
        },
      ],
    },
  },
  // Sets here are bookkeeping between events and are never shown: not state.
  {
    files: ['src/models/studio.svelte.ts'],
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  // `??=` reads the timer, which the rule does not see.
  {
    files: ['src/models/announcer.svelte.ts'],
    rules: { 'no-unused-private-class-members': 'off' },
  },
  { files: ['src/transport/tauri.ts'], rules: { 'no-restricted-imports': 'off' } },
);
