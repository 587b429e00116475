import { useCopy, usePage } from '#src/ui/context.ts';
import { Section } from '#src/ui/head.tsx';
import { callInWords } from '../copy/chapters.ts';
import { editorCopy } from '../copy/editor.ts';
import type { CallVersion } from '../queries.ts';
import { WordsCompared } from './edit/differences.tsx';

/** What the newest correction changed for those who are writing an application: its text, and every line of the call that is different. */
export function LastCorrection({ versions }: { versions: readonly CallVersion[] }) {
  const t = useCopy(editorCopy);
  const { locale } = usePage();
  const index = versions.findLastIndex((v) => v.call.acts.at(-1)?.kind === 'rectification');
  const [before, after] = [versions[index - 1], versions[index]];
  const act = after?.call.acts.at(-1);
  if (!before || !after || act?.kind !== 'rectification') return null;
  const told = (v: CallVersion) => JSON.stringify(callInWords({ ...v.call, acts: [] }, locale));
  return (
    <Section title={t.changedFor} id="correction">
      <p>{t.changedForLead(act.on, act.ref)}</p>
      <p>{act.text[locale]}</p>
      {told(before) !== told(after) && <WordsCompared before={before.call} after={after.call} />}
    </Section>
  );
}
