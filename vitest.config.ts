import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,main,renderer}/**/*.test.ts', 'scripts/**/*.test.mjs'],
    testTimeout: 120_000,
  },
});
