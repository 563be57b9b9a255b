import path from 'node:path';
import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import prettier from 'eslint-config-prettier/flat';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { importBoundaries } from './scripts/import-boundaries.ts';

const root = import.meta.dirname;
/** A small house with a room for every layer, in which the import rules themselves are tested. */
const testHouse = path.join(root, 'test/lint/house');

export default defineConfig(
  { ignores: ['dist/', 'release/', 'coverage/', 'test-results/', '.dev-data/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },

  {
    files: ['**/*.{ts,tsx,mjs}'],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    plugins: { 'import-x': /** @type {any} */ (importX) },
    settings: {
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.mjs', '.js'] })],
    },
    rules: {
      // The compiler finds undefined names, and knows the globals of each place.
      'no-undef': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Text is cleaned of control characters here; naming them in a pattern is the point.
      'no-control-regex': 'off',
      'prefer-const': ['error', { destructuring: 'all' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // An interface may promise a promise where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Event handlers of sockets, timers and React may start work that reports its own errors.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // A loop up a chain starts at `this`.
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-deprecated': [
        'error',
        // The one way to the clipboard on plain http, and the one sign of an input method in Safari.
        { allow: [{ from: 'lib', name: ['execCommand', 'keyCode'] }] },
      ],
      // An empty text may be as good as none.
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true, boolean: true } },
      ],
      // The compiler's noPropertyAccessFromIndexSignature is off: both spellings say the same.
      '@typescript-eslint/dot-notation': 'off',
    },
  },

  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      // The pages are made of closures; functions are handed on freely and none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  ...importBoundaries(root),
  ...importBoundaries(testHouse),

  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      // A test that finds nothing where something must be fails all the same.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Matchers such as expect.any() are typed as any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // The rules speak of the folders, so the tests' own house needs no types.
  { files: ['test/lint/house/**'], extends: [tseslint.configs.disableTypeChecked] },
  prettier,
);
