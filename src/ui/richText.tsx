import { richTextTokens, type RichBlock, type RichSpan } from '#src/core/richText.ts';
import { Fragment, type ComponentChildren } from 'preact';

/** Rich text as elements: built one by one from what the reader of the text knows, never from markup that somebody wrote. */
export const RichText = ({ text }: { text: string }) => <div class="m-rich">{richTextTokens(text).map(drawBlock)}</div>;

function drawBlock(block: RichBlock, key: number): ComponentChildren {
  switch (block.kind) {
    case 'paragraph':
      return <p key={key}>{block.spans.map(drawSpan)}</p>;
    case 'heading':
      return <h3 key={key}>{block.spans.map(drawSpan)}</h3>;
    case 'list': {
      const items = block.items.map((item, i) => (
        // A single paragraph needs no box of its own within an item.
        <li key={i}>
          {item.map((b, k) => (b.kind === 'paragraph' && item.filter((x) => x.kind !== 'list').length === 1 ? b.spans.map(drawSpan) : drawBlock(b, k)))}
        </li>
      ));
      return block.ordered ? (
        <ol key={key} start={block.start === 1 ? undefined : block.start}>
          {items}
        </ol>
      ) : (
        <ul key={key}>{items}</ul>
      );
    }
  }
}

function drawSpan(span: RichSpan, key: number): ComponentChildren {
  if ('lineBreak' in span) return <br key={key} />;
  let drawn: ComponentChildren = span.text;
  if (span.italic) drawn = <em>{drawn}</em>;
  if (span.bold) drawn = <strong>{drawn}</strong>;
  if (span.href)
    drawn = (
      <a href={span.href} rel="nofollow noopener noreferrer">
        {drawn}
      </a>
    );
  return <Fragment key={key}>{drawn}</Fragment>;
}
