import { spawn } from 'node:child_process';
import { Trouble } from './command.mjs';

/** Whether windows can be shown to somebody. */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Does some work with a display to draw on: the person's own or, where there is none, a virtual one that ends
 * with the work (and with this process, however that ends short of SIGKILL).
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work gets the environment for programs that open windows
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay()) return work(process.env);
  // Large enough for windows to stand clear of the pointer, which rests in the middle and would move in them.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '3840x2160x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => server.kill();
  const leave = {
    SIGINT: () => process.exit(130),
    SIGTERM: () => process.exit(143),
    SIGHUP: () => process.exit(129),
  };
  process.once('exit', stop);
  for (const [signal, exit] of Object.entries(leave)) process.once(signal, exit);
  try {
    return await work({ ...process.env, DISPLAY: `:${await displayNumber(server)}` });
  } finally {
    stop();
    process.off('exit', stop);
    for (const [signal, exit] of Object.entries(leave)) process.off(signal, exit);
  }
}

/** The number that the server has chosen: it writes it on its fourth stream once it is ready. */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = () =>
      reject(new Trouble('The virtual display did not start: `Xvfb -displayfd 1` tells why.'));
    let text = '';
    server.once('error', fail);
    server.once('exit', fail);
    server.stdio[3].setEncoding('utf8').on('data', (part) => {
      text += part;
      if (text.endsWith('\n')) resolve(text.trim());
    });
  });
}
