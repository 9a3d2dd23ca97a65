import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Streams of a program that speaks for the command itself, and has nothing to read.
 * @type {import('node:child_process').StdioOptions}
 */
export const openly = ['ignore', 'inherit', 'inherit'];

/** Something that the person must know or do; its message is one sentence, shown without a stack. */
export class Trouble extends Error {}

/**
 * Runs a program and answers its exit code and what it wrote to the streams that were asked for. A program
 * that does not exist, or that a signal ended, answers a code other than 0.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }}
 *   options `stdio` as for `spawn`; by default the program speaks on stderr only, since stdout belongs to a
 *   command's answer.
 * @returns {Promise<{ code: number, stdout: string }>}
 */
export function run(program, args, { cwd = root, env = process.env, stdio = ['ignore', 2, 2] } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio });
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.on('error', () => resolve({ code: 127, stdout }));
    child.on('close', (code) => resolve({ code: code ?? 128, stdout }));
  });
}

/**
 * What a program prints on stdout, or the empty string where it fails or is missing; its stderr is dropped.
 */
export async function output(program, args, env = process.env) {
  const { code, stdout } = await run(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  return code === 0 ? stdout : '';
}

/** Runs npm: the one that started this script, or else the one on the PATH. */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) {
    return run(process.execPath, [script, ...args], options);
  }
  return process.platform === 'win32'
    ? run('cmd.exe', ['/c', 'npm', ...args], options)
    : run('npm', args, options);
}

/** Says what is going on, on stderr. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Where the module at `url` is the command that was started, runs `body` with the command's arguments and
 * lets the process end with the code it answers (0 for none). Trouble is told in its one sentence, with code
 * 1.
 * @param {string} url
 * @param {(args: string[]) => Promise<number | void>} body
 */
export function command(url, body) {
  const started = process.argv[1];
  if (started === undefined || realpathSync(started) !== fileURLToPath(url)) return;
  const work = async () => {
    requireNode();
    return body(process.argv.slice(2));
  };
  work().then(
    (code) => endWith(code ?? 0),
    (error) => {
      if (!(error instanceof Trouble)) throw error;
      say(error.message);
      endWith(1);
    },
  );
}

/** What a command has loaded may still end the process, electron-builder does, and with another code. */
function endWith(code) {
  process.exitCode = code;
  process.once('exit', () => {
    process.exitCode = code;
  });
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Trouble(
    `Node ${process.versions.node} is too old, 20.19 or newer is needed: \`nvm install 22\` or https://nodejs.org/ brings it.`,
  );
}
