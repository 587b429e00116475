import { useCopy } from '#src/ui/context.ts';
import { togetherCopy } from '../../copy/together.ts';
import { differences, shortened, type Stretch } from '../../rules/differences.ts';

/** Words put in and taken out, marked by a line and a sign beside the colour, and said to whoever hears the page. */
export function Marked({ stretches }: { stretches: readonly Stretch[] }) {
  const t = useCopy(togetherCopy);
  return (
    <div class="m-marked">
      {stretches.map((s, i) => {
        if (s.kind === 'same') return <span key={i}>{s.text}</span>;
        const Tag = s.kind === 'added' ? 'ins' : 'del';
        return (
          <Tag key={i}>
            <span class="visually-hidden">{s.kind === 'added' ? t.inserted : t.deleted} </span>
            {s.text}
            <span class="visually-hidden"> {t.end} </span>
          </Tag>
        );
      })}
    </div>
  );
}

/** What became of a text. */
export function Differences({ before, after, whole }: { before: string; after: string; /** Do not cut down what did not change. */ whole?: boolean }) {
  const t = useCopy(togetherCopy);
  const stretches = differences(before, after);
  if (stretches.every((s) => s.kind === 'same')) return <p class="m-none">{after === '' ? t.emptyText : t.noChange}</p>;
  return <Marked stretches={whole ? stretches : shortened(stretches)} />;
}

export type Side = { title: string; text: string };

/** Two texts beside each other, each with the words marked that the other does not have. */
export function SideBySide({ left, right }: { left: Side; right: Side }) {
  const t = useCopy(togetherCopy);
  const stretches = differences(left.text, right.text);
  const only = (kind: 'added' | 'removed') => stretches.filter((s) => s.kind === 'same' || s.kind === kind);
  const side = ({ title, text }: Side, kind: 'added' | 'removed') => (
    <section class="m-side">
      <h3>{title}</h3>
      {text === '' ? (
        <p class="m-none">{t.emptyText}</p>
      ) : (
        <Marked stretches={only(kind).map((s) => (s.kind === 'removed' ? { ...s, kind: 'added' as const } : s))} />
      )}
    </section>
  );
  return (
    <div class="m-sides">
      {side(left, 'removed')}
      {side(right, 'added')}
    </div>
  );
}

export type StaleField = { label: string; stored: string; typed: string };

/** A whole form that somebody else saved first: what is stored now beside what was typed, field by field. Goes above the form. */
export function StaleForm({ fields }: { fields: readonly StaleField[] }) {
  const t = useCopy(togetherCopy);
  const differing = fields.filter((f) => f.stored !== f.typed);
  return (
    <section class="m-stale" aria-labelledby="stale">
      <h2 id="stale">{t.staleTitle}</h2>
      <p>{differing.length === 0 ? t.staleSame : t.staleLead}</p>
      {differing.map((f, i) => (
        <div key={i}>
          <h3>{f.label}</h3>
          <SideBySideSmall stored={f.stored} typed={f.typed} />
        </div>
      ))}
    </section>
  );
}

function SideBySideSmall({ stored, typed }: { stored: string; typed: string }) {
  const t = useCopy(togetherCopy);
  const stretches = differences(stored, typed);
  const of = (kind: 'added' | 'removed') =>
    stretches.filter((s) => s.kind === 'same' || s.kind === kind).map((s) => ({ ...s, kind: s.kind === 'same' ? ('same' as const) : ('added' as const) }));
  return (
    <dl class="m-sides">
      <div class="m-side">
        <dt>{t.storedNow}</dt>
        <dd>{stored === '' ? <span class="m-none">{t.emptyText}</span> : <Marked stretches={of('removed')} />}</dd>
      </div>
      <div class="m-side">
        <dt>{t.typedHere}</dt>
        <dd>{typed === '' ? <span class="m-none">{t.emptyText}</span> : <Marked stretches={of('added')} />}</dd>
      </div>
    </dl>
  );
}
