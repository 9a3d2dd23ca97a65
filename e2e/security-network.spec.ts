import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { electronPath, launch, root, rootArguments, test } from './app.ts';

const canTrace = spawnSync('strace', ['--version']).status === 0;

/** Calls of the system that name a place on the internet, or that send on a socket to one. Playwright itself speaks over loopback. */
const outbound =
  /^.*(?:connect\(.*sa_family=AF_INET6?,|send\w*\(\d+<(?:TCP|UDP)(?!(?:v6)?:\[\[?(?:127\.0\.0\.1|::1)\]?:)).*$/gm;

/** Chromium asks the system, without sending anything, whether there is a way out: a UDP socket that is given one of these. */
const isProbe = (call: string) => /connect\(\d+<UDP.*(?:"2001:4860:4860::8888"|"8\.8\.8\.8")/.test(call);

test('no process of the app reaches for the internet: not on its own, not in use, not when a page tries', async ({
  profile,
}, info) => {
  // Chromium's sandbox does not let itself be traced, so this wants root as well.
  test.skip(!canTrace || rootArguments.length === 0, 'strace is not installed, or the sandbox is on');
  const trace = info.outputPath('trace');
  const traced = info.outputPath('electron');
  const strace = `strace -f -qq -yy -e trace=connect,sendto,sendmsg,sendmmsg -o '${trace}'`;
  writeFileSync(traced, `#!/bin/sh\nexec ${strace} '${electronPath}' "$@"\n`);
  chmodSync(traced, 0o755);
  const app = await launch([`--user-data-dir=${profile}`, '--lang=fr', root], traced);
  const calls = () => readFileSync(trace, 'utf8').match(outbound) ?? [];
  try {
    const page = await app.firstWindow();
    await page.getByRole('article').getByRole('heading', { level: 1 }).waitFor();
    for (const tab of ['Propositions', 'Annotations', 'Synthèse'])
      await page.getByRole('tab', { name: tab }).click();
    // Nothing tells when Chromium has thought of all it would like to fetch; dictionaries it asks for within a second.
    await page.waitForTimeout(3000);
    expect(calls()).toEqual([]);

    await page.evaluate(async () => {
      for (const [rel, href] of [
        ['dns-prefetch', 'https://a.example.org/'],
        ['preconnect', 'https://b.example.org/'],
        ['prefetch', 'https://c.example.org/'],
        ['icon', 'https://d.example.org/'],
        ['manifest', 'https://e.example.org/'],
      ])
        document.head.append(Object.assign(document.createElement('link'), { rel, href }));
      const link = Object.assign(document.createElement('a'), { href: 'https://f.example.org/' });
      Object.assign(link, { ping: 'https://g.example.org/' });
      document.body.append(link);
      link.click();
      navigator.sendBeacon('https://h.example.org/');
      Object.assign(new Image(), { src: 'http://192.0.2.1/x.png' });
      await Promise.allSettled([
        fetch('https://i.example.org/'),
        fetch('http://192.0.2.2/', { mode: 'no-cors' }),
        fetch('aide-memoire://j.example.org/'),
      ]);
    });
    // Beyond the reach of any policy or filter.
    const candidates = await page.evaluate(async () => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:192.0.2.3:3478' }] });
      peer.createDataChannel('x');
      const found: string[] = [];
      peer.addEventListener('icecandidate', ({ candidate }) => candidate && found.push(candidate.candidate));
      await peer.setLocalDescription(await peer.createOffer());
      await new Promise((resolve) => setTimeout(resolve, 1500));
      peer.close();
      return found;
    });
    expect(candidates).toEqual([]);
    expect(calls().filter((call) => !isProbe(call))).toEqual([]);

    // The trace would have shown it.
    await app.evaluate(() => {
      const net: unknown = process.getBuiltinModule('node:net');
      const connect: unknown = net instanceof Object ? Reflect.get(net, 'connect') : null;
      if (typeof connect !== 'function') throw new Error('no net');
      const socket = connect(9, '192.0.2.9').on('error', () => undefined);
      setTimeout(() => socket.destroy(), 500);
    });
    await expect.poll(() => calls().filter((call) => call.includes('192.0.2.9')).length).toBeGreaterThan(0);
  } finally {
    await app.close();
  }
});
