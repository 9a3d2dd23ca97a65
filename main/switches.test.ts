import { describe, expect, it } from 'vitest';
import { refusedSwitch, switches } from './switches.ts';

describe('the switches', () => {
  it.each([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'remote-debugging-address',
    'remote-allow-origins',
    'disable-web-security',
    'unsafely-treat-insecure-origin-as-secure',
    'disable-site-isolation-trials',
    'enable-blink-features',
    'load-extension',
    'js-flags',
    'no-sandbox',
    'disable-setuid-sandbox',
    'disable-namespace-sandbox',
    'disable-seccomp-filter-sandbox',
    'disable-gpu-sandbox',
    'single-process',
    'no-zygote',
    'browser-subprocess-path',
    'renderer-cmd-prefix',
    'utility-cmd-prefix',
    'gpu-launcher',
    'log-net-log',
  ])('of the packaged app do not include --%s', (dangerous) => {
    const given = (...names: string[]) => refusedSwitch((name) => names.includes(name));
    expect(given('lang', dangerous)).toBe(dangerous);
  });

  it('that are the reader’s own are taken', () => {
    expect(refusedSwitch((name) => ['user-data-dir', 'lang'].includes(name))).toBeNull();
  });

  it('against the network are all set', () => {
    expect([...switches]).toEqual([
      ['host-resolver-rules', 'MAP * ~NOTFOUND'],
      ['proxy-server', '127.0.0.1:9'],
      ['disable-background-networking', ''],
      ['disable-component-update', ''],
      ['disable-domain-reliability', ''],
      ['no-pings', ''],
    ]);
  });
});
