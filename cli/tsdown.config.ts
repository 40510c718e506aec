import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  platform: 'node',
  target: 'node20',
  outDir: 'dist',
  logLevel: 'error',
  clean: false,
  deps: { alwaysBundle: [/^@garrison\/(?:policy|topology)$/] },
};

export default defineConfig([
  { ...shared, dts: true, format: 'esm', entry: { index: 'src/index.ts' } },
  { ...shared, dts: true, format: 'cjs', entry: { index: 'src/index.ts' } },
  { ...shared, dts: false, format: 'esm', entry: { main: 'src/main.ts' } },
]);
