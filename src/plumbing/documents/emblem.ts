/** The emblem of the European Union: twelve stars on a circle of a third of the height, each in a circle of an eighteenth (official geometry). */
export const emblem = draw(810, 540);

function draw(width: number, height: number): string {
  const star = Array.from({ length: 10 }, (_, i) => {
    const r = (height / 18) * (i % 2 === 0 ? 1 : Math.sin(Math.PI / 10) / Math.sin((7 * Math.PI) / 10));
    const a = (Math.PI / 5) * i - Math.PI / 2;
    return `${(r * Math.cos(a)).toFixed(2)},${(r * Math.sin(a)).toFixed(2)}`;
  }).join(' ');
  const stars = Array.from({ length: 12 }, (_, i) => {
    const a = (Math.PI / 6) * i;
    const x = width / 2 + (height / 3) * Math.sin(a);
    const y = height / 2 - (height / 3) * Math.cos(a);
    return `<polygon points="${star}" transform="translate(${x.toFixed(2)} ${y.toFixed(2)})"/>`;
  }).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#003399"/><g fill="#FFCC00">${stars}</g></svg>`;
}
