import { expect, test } from 'vitest';
import { asHtml } from './html.ts';

test('a message as a page keeps its words, links its addresses, runs nothing', () => {
  const html = asHtml('Buongiorno <script>x</script>\ncara & gentile\n\nhttps://mics.example/a?b=1&c=2');
  expect(html).toContain('<p>Buongiorno &lt;script&gt;x&lt;/script&gt;<br>cara &amp; gentile</p>');
  expect(html).toContain('<a href="https://mics.example/a?b=1&amp;c=2">https://mics.example/a?b=1&amp;c=2</a>');
  expect(html).toContain('cid:emblem');
});
