import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

/** Finds mistakes, not style. Who may import whom is checked by `npm run architecture`. */
export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '**/.svelte-kit/', '.banyan/', 'coverage/', 'tools/src/architecture/fixtures/', 'examples/legacy-shop/', 'examples/compat/', '*.js', 'tools/preflight.js'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-debugger': 'error',
      'no-unreachable': 'error',
      'no-useless-catch': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-array-delete': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // Pages have a configuration of their own for types; the compiler of pages finds what an import is for.
  ...['storefront', 'console'].map((app) => ({
    files: [`apps/${app}/**/*.ts`, `apps/${app}/**/*.svelte`],
    languageOptions: { parserOptions: { project: `./apps/${app}/tsconfig.json`, extraFileExtensions: ['.svelte'] } },
  })),
  ...svelte.configs.recommended.map((config) => ({ ...config, files: config.files ?? ['apps/{storefront,console}/**/*.svelte'] })),
  {
    files: ['apps/{storefront,console}/**/*.svelte', 'apps/{storefront,console}/**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    // Pages are plain addresses below no base path, which is what these two ask to be written as calls.
    rules: { 'svelte/no-navigation-without-resolve': 'off' },
  },
  {
    // What a test gets from the wire is looked at, not trusted: it fails where it is not what was expected.
    files: ['**/*.spec.ts', '**/*.testing.ts', '**/testing/**', 'e2e/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // So does what is thrown: a test may throw what nobody should.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
    },
  },
);
