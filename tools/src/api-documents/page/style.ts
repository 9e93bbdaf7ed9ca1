import { html } from './markup.ts';
import { dark, light, variables } from './palette.ts';

/** The page's style sheet. */
export const style = html`
:root { color-scheme: light dark; ${variables(light)} }
@media (prefers-color-scheme: dark) { :root { ${variables(dark)} } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.55 system-ui, sans-serif; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code { font: 0.875em/1.4 ui-monospace, 'Cascadia Code', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.skip { position: absolute; left: -100vw; padding: 0.5rem 1rem; background: var(--ground); }
.skip:focus { left: 0; z-index: 1; }
.page { display: grid; grid-template-columns: 17rem minmax(0, 1fr); max-width: 84rem; margin: 0 auto; }
header { grid-column: 1 / -1; padding: 3rem 2rem 1.5rem; border-bottom: 1px solid var(--line); }
header p { max-width: 46rem; margin: 0.5rem 0 0; color: var(--quiet); }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 2rem 1rem 2rem 2rem; font-size: 0.9375rem; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav > ul > li { margin-bottom: 1.25rem; }
nav > ul > li > a { color: var(--text); font-weight: 650; text-decoration: none; }
nav li li { padding-left: 0.75rem; border-left: 2px solid var(--line); }
nav li li a { display: block; padding: 0.125rem 0; text-decoration: none; overflow-wrap: anywhere; }
nav a:hover { text-decoration: underline; }
main { padding: 0.5rem 2rem 4rem; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; }
h1 { margin: 0; font-size: 2.25rem; letter-spacing: -0.02em; }
h2 { margin: 2.5rem 0 0; font-size: 1.75rem; letter-spacing: -0.01em; }
h2 small { color: var(--quiet); font-size: 1rem; font-weight: 400; letter-spacing: 0; }
h3 { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: baseline; margin: 0; font-size: 1.1875rem; }
h3 a { color: inherit; text-decoration: none; overflow-wrap: anywhere; }
h3 a:hover { text-decoration: underline; }
p { max-width: 46rem; margin: 0.5rem 0; }
article { padding: 1.5rem 0; border-bottom: 1px solid var(--line); }
.badge { padding: 0.0625rem 0.5rem; border: 1px solid; border-radius: 1rem; background: var(--raised); font-size: 0.8125rem; font-weight: 600; }
.read { color: var(--read); } .write { color: var(--write); } .event { color: var(--event); } .plain { color: var(--quiet); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.125rem 1.25rem; margin: 0.75rem 0 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; margin: 1rem 0; border-collapse: collapse; font-size: 0.9375rem; }
caption { padding-bottom: 0.25rem; font-weight: 650; text-align: left; }
th, td { padding: 0.375rem 0.75rem 0.375rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { padding-left: 0; border-top: 0; color: var(--quiet); font-size: 0.8125rem; font-weight: 400; }
tbody th { width: 30%; font-weight: 400; }
tbody td:first-of-type { width: 18%; }
small { color: var(--quiet); }
@media (max-width: 60rem) {
  .page { display: block; }
  header { padding: 2rem 1rem 1rem; }
  nav { position: static; max-height: none; padding: 1rem; border-bottom: 1px solid var(--line); }
  nav > ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
  nav > ul > li { margin: 0; }
  nav ul ul { display: none; }
  main { padding: 0 1rem 3rem; }
}
@media (max-width: 36rem) {
  dl { grid-template-columns: minmax(0, 1fr); }
  dd { margin-bottom: 0.375rem; }
  thead { position: absolute; left: -100vw; }
  tbody tr, tbody th, tbody td { display: block; width: auto; }
  tbody tr { padding: 0.375rem 0; border-top: 1px solid var(--line); }
  tbody th, tbody td { padding: 0; border: 0; }
}
@media print { nav, .skip { display: none; } .page { display: block; } article { break-inside: avoid-page; } }
`;
