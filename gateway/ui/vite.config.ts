import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const gateway = process.env.GATEWAY_URL ?? 'http://localhost:8080';
const proxy = Object.fromEntries(
  ['/api', '/login', '/logout', '/oauth2'].map((path) => [path, { target: gateway, changeOrigin: false }]),
);

const firstLoadLimit = 250 * 1024;

/** The build fails when the first page of any role would load more JavaScript than a school's line bears. */
function firstLoad(): Plugin {
  return {
    name: 'first-load',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const weigh = (start: string[]) => {
        const seen = new Set<string>();
        const queue = [...start];
        for (let file = queue.pop(); file; file = queue.pop()) {
          if (seen.has(file)) continue;
          seen.add(file);
          queue.push(...(chunks.find((c) => c.fileName === file)?.imports ?? []));
        }
        return [...seen].reduce((sum, file) => {
          const chunk = chunks.find((c) => c.fileName === file);
          return sum + (chunk ? gzipSync(chunk.code).length : 0);
        }, 0);
      };
      const entry = chunks.filter((c) => c.isEntry).map((c) => c.fileName);
      for (const chunk of chunks.filter((c) => c.isDynamicEntry && /(People|Desk|Meetings|Dashboard)Page/.test(c.name))) {
        const weight = weigh([...entry, chunk.fileName]);
        if (weight > firstLoadLimit) this.error(`${chunk.name}: first load is ${weight} bytes gzipped, allowed are ${firstLoadLimit}`);
        this.info(`${chunk.name}: first load ${Math.round(weight / 1024)} KB of JavaScript gzipped`);
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), firstLoad()],
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
