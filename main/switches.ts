/** Chromium's switches against the network, beside the pages' policy and the sessions' filter. */
export const switches: ReadonlyMap<string, string> = new Map([
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', '127.0.0.1:9'],
  ['disable-background-networking', ''],
  ['disable-component-update', ''],
  ['disable-domain-reliability', ''],
  ['no-pings', ''],
]);

/** Switches that would let another program of the same account into the app, or out of its sandbox. No fuse stops them. */
const dangerous = [
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
];

/** The first switch given that the packaged app does not start with, or `null`. */
export function refusedSwitch(given: (name: string) => boolean): string | null {
  return dangerous.find(given) ?? null;
}
