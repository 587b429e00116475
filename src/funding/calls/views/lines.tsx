import { SourceNote } from '#src/ui/reasons.tsx';
import type { Chapter } from '../copy/chapters.ts';

/** Rules in words; lines that share a source are told together, with the source once. */
export function Lines({ lines }: { lines: Chapter['lines'] }) {
  const groups: Chapter['lines'][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && last[0]!.source.ref === line.source.ref && last[0]!.source.status === line.source.status) last.push(line);
    else groups.push([line]);
  }
  return (
    <>
      {groups.map((group, i) => (
        <div class="m-rules" key={i}>
          <ul>
            {group.map((line, n) => (
              <li key={n}>{line.text}</li>
            ))}
          </ul>
          <SourceNote source={group[0]!.source} />
        </div>
      ))}
    </>
  );
}
