import { join } from 'node:path';
import { defineConfig } from 'vite';
import { compressAssets } from './compress-assets.ts';

/**
 * The app and its libraries are written for React and run on Preact, which is a fifth of the size.
 * `__CSP_NONCE__` is replaced by the server on every answer; the manifest is what the byte budget test reads.
 */
export default defineConfig({
  // Relative: under which path the app lives is known only to the server, which writes it into the page.
  base: './',
  plugins: [compressAssets()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  html: { cspNonce: '__CSP_NONCE__' },
  resolve: {
    alias: [
      { find: /^@tabler\/icons-react$/, replacement: '@tabler/icons-react/dist/esm/icons/index.mjs' },
      { find: /^react$/, replacement: join(import.meta.dirname, 'react.ts') },
      { find: /^react-dom$/, replacement: 'preact/compat' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
    ],
  },
  server: { proxy: { '/api': 'http://127.0.0.1:9000' } },
  build: { manifest: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
