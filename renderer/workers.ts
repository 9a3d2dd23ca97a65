import anchorWorkerUrl from './anchor-worker.ts?worker&url';
import pdfWorkerUrl from './print-dialog/pdf-worker.ts?worker&url';

declare global {
  interface Window {
    /** As much of Trusted Types as is used here; what a policy makes passes for the string it was made of. */
    readonly trustedTypes: {
      createPolicy(
        name: string,
        rules: { readonly createScriptURL: (url: string) => string },
      ): { readonly createScriptURL: (url: string) => string };
    };
  }
}

const urls = { anchoring: anchorWorkerUrl, pdf: pdfWorkerUrl } as const;

/** The one policy beside Lit's that `main/scheme.ts` allows: it lets the scripts of these workers through and nothing else. */
const policy = window.trustedTypes.createPolicy('workers', {
  createScriptURL: (url) => {
    if (!Object.values(urls).includes(url)) throw new TypeError(`not the script of a worker: ${url}`);
    return url;
  },
});

/** Starts the worker that looks passages up, or the one that reads PDF files. */
export function startWorker(name: keyof typeof urls): Worker {
  return new Worker(policy.createScriptURL(urls[name]), { name });
}
