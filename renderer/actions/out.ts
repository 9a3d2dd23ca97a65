import type { PrintJob } from '../../core/api.ts';
import { state, words } from '../state.ts';
import { api, ask } from './main-process.ts';
import { say } from './places.ts';

export async function printToPdf(): Promise<void> {
  const job = printJob();
  if (!job) return;
  say(words.get().printing);
  const printed = await ask(api.print.pdf(job));
  if (printed) say(words.get().printed(printed.files.join(', ')));
}

export async function printOnPaper(): Promise<void> {
  const job = printJob();
  if (job) await ask(api.print.paper(job));
}

function printJob(): PrintJob | null {
  const brief = state.brief.get();
  return (
    brief && {
      editions: [{ id: brief.id, lang: brief.lang }],
      options: state.settings.get().print,
      files: 'one',
    }
  );
}

export async function openLink(url: string): Promise<void> {
  await ask(api.links.open(url));
}
