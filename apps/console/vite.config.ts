import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';

/** The operators' pages. The host that serves them is built beside them: tools/src/pages. */
export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ out: 'dist' }),
      // Nothing is loaded from elsewhere, and nothing is run that the server did not write into the page.
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one style attribute that SvelteKit writes: it hides what tells screen readers of a new page.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'form-action': ['self'],
          'base-uri': ['none'],
          'frame-ancestors': ['none'],
        },
      },
      version: { pollInterval: 0 },
    }),
  ],
  resolve: { conditions: ['banyan-source', ...defaultClientConditions] },
  ssr: { noExternal: [/^@banyan\//, 'jose'], resolve: { conditions: ['banyan-source', ...defaultServerConditions] } },
  build: { target: 'es2023' },
});
