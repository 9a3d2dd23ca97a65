import { expect, it } from 'vitest';
import { refusedSwitch } from './switches.ts';

it('names the switch that the packaged app does not start with', () => {
  const given = (...names: string[]) => refusedSwitch((name) => names.includes(name));
  expect(given('lang', 'remote-debugging-port')).toBe('remote-debugging-port');
  expect(given('user-data-dir', 'lang')).toBeNull();
});
