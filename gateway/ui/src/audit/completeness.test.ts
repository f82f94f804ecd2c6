import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { known } from './words';

/** The sources of the services: what they write into the log has to have words here. */
const sources = ['registry', 'programme', 'monitoring'].flatMap((service) => {
  const root = `../../${service}-service/src/main/java`;
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.java')).map((file) => readFileSync(`${root}/${file}`, 'utf8'));
});

const uncapitalized = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** Parts that stand in the row of an entity: their fields are told as the entity's own. */
const embedded = new Map<string, string>(
  sources.flatMap((source): [string, string][] => {
    const part = /@Embeddable\n(?:public )?(class|record) (\w+)(\([\s\S]*?\)) \{|@Embeddable\n(?:public )?class (\w+)/m.exec(source);
    if (!part) return [];
    // components of a record read like fields
    return [part[2] ? [part[2], (part[3] ?? '').slice(1, -1).replace(/@\w+(\([^)]*\))?\s*/g, '').split(/,\s*(?![^<]*>)/).map((one) => `\n\tprivate ${one.trim()};`).join('')] : [part[4] ?? '', source]];
  }),
);
const fieldsOf = (source: string): { field: string; kind: string; source: string }[] =>
  [...source.matchAll(/((?:^\t@[^\n]*\n)*)^\tprivate (?!static )([^;=(]+?) (\w+)(?: = [^;]+)?;/gm)]
    .filter(([, annotations]) => !annotations?.includes('@NotAudited') && !annotations?.includes('@Transient'))
    .flatMap(([, , kind, field]) => {
      const simple = (kind ?? '').replace(/@Nullable /, '').replace(/^.*[<.](\w+)>?$/, '$1');
      const part = embedded.get(simple);
      return part !== undefined ? fieldsOf(part) : [{ field: field ?? '', kind: simple, source }];
    });

interface Audited { type: string; fields: string[]; codes: [field: string, code: string][] }

/** Entities with a place are written into the log by themselves unless they say otherwise. */
const audited: Audited[] = sources.flatMap((source): Audited[] => {
  const head = /((?:^@[^\n]*\n)+)(?:public )?class (\w+) extends Placed/m.exec(source);
  if (!head?.[1]?.includes('@Entity') || head[1].includes('@NotAudited')) return [];
  // only the fields of the entity itself stand behind one tab
  const declared = fieldsOf(source)
    .filter(({ field }) => !field.toLowerCase().endsWith('norm') && !['version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'participants', 'readers', 'organisations'].includes(field));
  const codes = declared.flatMap(({ field, kind }): [string, string][] => {
    const constants = new RegExp(`\\tenum ${kind} \\{\\s*([\\s\\S]*?);`).exec(source)?.[1] ?? '';
    return [...constants.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\([^)]*\)/g, '').matchAll(/[A-Z][A-Z0-9_]*/g)].map(([code]) => [field, code.toLowerCase()]);
  });
  return [{ type: uncapitalized(head[2] ?? ''), fields: declared.map((d) => d.field), codes }];
});

/** What use cases say themselves: `audit.record(place, "created", "invitation", …)`. */
const said = sources.flatMap((source) =>
  // lists as files say the name of the list, see below
  [...source.matchAll(/audit\s*\.(record|recordAll|read)\(([\s\S]*?)\);/g)].filter(([, , call]) => !/"exported", list,|this\.code,/.test(call ?? '')).map(([, , call]) => [...(call ?? '').matchAll(/"([a-zA-Z]+)"/g)].map(([, word]) => word ?? '')),
);

it('finds the entities and the words of the use cases', () => {
  expect(audited.map((a) => a.type)).toEqual(expect.arrayContaining(['person', 'consent', 'mentorship', 'leave', 'fileAccess']));
  expect(audited.length).toBeGreaterThan(18);
  expect(said.length).toBeGreaterThan(15);
});

it('has a word for every table that is written into the log', () => {
  expect(audited.map((a) => a.type).filter((type) => !known.subject(type))).toEqual([]);
  const types = said.map((words) => words.find((word) => known.subject(word)));
  expect(said.filter((_, at) => types[at] === undefined)).toEqual([]);
});

it('has a word for every list that is written to a file with names', () => {
  // a list is made of its code and its Russian title
  const lists = sources
    .filter((source) => source.includes('extends NamedList') || source.includes('reading.exported('))
    .flatMap((source) => [...source.matchAll(/(?:super|this|new (?!SheetColumn)\w+(?:<[^>]*>)?)\((?:[\w.]+, )*"([a-z-]+)",\s*"[А-Я]/g)].map(([, code]) => code ?? ''));
  expect(lists).toEqual(expect.arrayContaining(['people', 'mentorships']));
  expect(lists.filter((code) => !known.subject(code))).toEqual([]);
});

it('has a word for every field of them, or leaves it out on purpose', () => {
  expect(audited.flatMap((a) => a.fields.filter((field) => !known.field(field)).map((field) => `${a.type}.${field}`))).toEqual([]);
});

it('has a word for every state and kind of them', () => {
  expect(audited.flatMap((a) => a.codes.filter(([field, code]) => known.field(field) && !known.code(a.type, field, code)).map(([field, code]) => `${a.type}.${field}: ${code}`))).toEqual([]);
});

it('has a word for every action', () => {
  const literal = said.flatMap((words) => { const type = words.findIndex((word) => known.subject(word)); return type > 0 ? [words[type - 1] ?? ''] : []; });
  const passed = sources.flatMap((source) => [...source.matchAll(/\b(?:log|follow)\([^;]*?"([a-z]+)"/g)].map(([, word]) => word ?? '').filter((word) => source.includes('audit.record') && /^[a-z]+(ed|ne)$/.test(word)));
  expect([...new Set([...literal, ...passed])].filter((action) => !known.action(action))).toEqual([]);
});
