import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const gateway = process.env.GATEWAY_URL ?? 'http://localhost:8080';
const proxy = Object.fromEntries(
  ['/api', '/login', '/logout', '/oauth2'].map((path) => [path, { target: gateway, changeOrigin: false }]),
);

export default defineConfig({
  plugins: [react()],
  // The gateway replaces the placeholder at serve time; Vite copies it onto the tags it writes itself.
  html: { cspNonce: '__CSP_NONCE__' },
  server: { port: 5173, proxy },
  preview: { port: 4173, proxy },
  build: {
    target: 'es2022',
    // An inlined asset would be a data: address, which the policy does not allow for fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/test/setup.ts'],
    css: false,
    testTimeout: 15000,
  },
});
