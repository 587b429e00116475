import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { projectRoot } from '#src/house/root.ts';

export type SourceFile = { path: string; text: string; imports: { path: string; typeOnly: boolean }[] };

export function filesUnder(folder: string, match: RegExp): string[] {
  return readdirSync(join(projectRoot, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(projectRoot, path)).isDirectory()) return filesUnder(path, match);
    return match.test(name) ? [path] : [];
  });
}

/** All of `src/` with the imports of our own files, as paths from the project's folder. Tests and factories stay out. */
export function sources(): SourceFile[] {
  return filesUnder('src', /\.tsx?$/)
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(projectRoot, path), 'utf8');
      const found = [...text.matchAll(/(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g)];
      const imports = found.flatMap((m) => {
        const target = (m[2] ?? m[3])!;
        if (target.startsWith('#src/')) return [{ path: `src/${target.slice(5)}`, typeOnly: Boolean(m[1]) }];
        if (target.startsWith('.')) return [{ path: relative(projectRoot, resolve(projectRoot, dirname(path), target)), typeOnly: Boolean(m[1]) }];
        return [];
      });
      return { path, text, imports };
    });
}
