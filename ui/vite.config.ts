import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from './compress-assets.ts';

/** `__CSP_NONCE__` is replaced by the server on every answer; the manifest is what the byte budget test reads. */
export default defineConfig({
  // Relative: under which path the app lives is known only to the server, which writes it into the page.
  base: './',
  plugins: [react(), compressAssets()],
  html: { cspNonce: '__CSP_NONCE__' },
  resolve: {
    alias: { '@tabler/icons-react': '@tabler/icons-react/dist/esm/icons/index.mjs' },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:9000' } },
  build: { manifest: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
