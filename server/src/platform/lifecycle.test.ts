import { describe, expect, it } from 'vitest';
import { createLifecycle } from './lifecycle.ts';

describe('createLifecycle', () => {
  it('closes in reverse, once, and goes on after a failure', async () => {
    const closed: string[] = [];
    const lifecycle = createLifecycle();
    lifecycle.onClose(() => void closed.push('engine'));
    lifecycle.onClose(() => Promise.reject(new Error('stuck')));
    lifecycle.onClose(async () => void closed.push('http'));
    await expect(lifecycle.close()).rejects.toThrow('stuck');
    await expect(lifecycle.close()).rejects.toThrow('stuck');
    expect(closed).toEqual(['http', 'engine']);
  });
});
