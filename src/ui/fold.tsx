import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

export type FoldProps = { summary: ComponentChildren; /** Unfolded from the start. */ open?: boolean; children: ComponentChildren };

/** Several of them, one under the other. */
export const Folds = ({ children }: { children: ComponentChildren }) => <div class="m-folds">{children}</div>;

/** What is in order, or seldom needed, behind one line that says what it is. Unfolds without a script; the fields of a form count folded too. */
export const Fold = ({ summary, open, children }: FoldProps) => (
  <details class="m-fold" open={open}>
    <summary>
      <Icon name="chevron-right" />
      <span>{summary}</span>
    </summary>
    <div class="m-fold-body">{children}</div>
  </details>
);
