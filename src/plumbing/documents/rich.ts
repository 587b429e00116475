import type { RichBlock } from '#src/core/richText.ts';

/** Plain text as it was written: paragraphs at empty lines, line ends kept. */
export const paragraphsOf = (text: string): RichBlock[] =>
  text
    .split(/\n{2,}/)
    .filter((p) => p.trim() !== '')
    .map((p) => ({ kind: 'paragraph', spans: p.split('\n').flatMap((line, i) => [...(i > 0 ? [{ lineBreak: true as const }] : []), { text: line }]) }));
