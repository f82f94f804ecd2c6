import { Loader } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconChevronRight } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { api } from '../api/client';
import type { Level, Organisation, Slice } from '../api/types';
import { counted } from './russian';
import { LevelIcon } from './LevelIcon';
import classes from './OrganisationTree.module.css';

export interface TreeNode {
  id: number;
  shortName: string;
  level: Level;
  hasChildren?: boolean;
}

interface Props {
  roots: TreeNode[];
  selected?: number | undefined;
  onChoose: (node: TreeNode) => void;
  label: string;
  /** Ids opened from the start, e.g. the path to the selected one. */
  open?: number[];
  /** The day whose tree is shown; today's without it. */
  on?: string | undefined;
}

/** A long branch comes in pieces. */
const PIECE = 100;

/** Branches are asked for when they are opened; arrows walk as in every tree of a desktop. */
export function OrganisationTree({ roots, selected, onChoose, label, open, on }: Props) {
  const tree = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState<number | undefined>(selected ?? roots[0]?.id);
  const [opened, setOpened] = useState<Set<number>>(() => new Set(open ?? (roots.length === 1 && roots[0] ? [roots[0].id] : [])));

  const toggle = (id: number, wanted: boolean) =>
    setOpened((old) => {
      const next = new Set(old);
      if (wanted) next.add(id);
      else next.delete(id);
      return next;
    });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const items = Array.from(tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? []);
    const current = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
    if (!current) return;
    const at = items.indexOf(current);
    const id = Number(current.dataset['id']);
    const expanded = current.getAttribute('aria-expanded');
    const focus = (item: HTMLElement | null | undefined) => {
      if (!item) return;
      setActive(Number(item.dataset['id']));
      item.focus();
    };
    const actions: Record<string, () => void> = {
      ArrowDown: () => focus(items[at + 1]),
      ArrowUp: () => focus(items[at - 1]),
      Home: () => focus(items[0]),
      End: () => focus(items.at(-1)),
      ArrowRight: () => (expanded === 'false' ? toggle(id, true) : expanded === 'true' ? focus(items[at + 1]) : undefined),
      ArrowLeft: () =>
        expanded === 'true' ? toggle(id, false) : focus(current.closest('[role="group"]')?.closest('li')?.querySelector<HTMLElement>('[role="treeitem"]')),
      Enter: () => current.querySelector<HTMLElement>('[data-row]')?.click(),
      ' ': () => current.querySelector<HTMLElement>('[data-row]')?.click(),
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      event.stopPropagation();
      action();
    }
  };

  const shared: Shared = { opened, toggle, selected, active, setActive, onChoose, onKeyDown, on };
  const reachable = roots.some((r) => r.id === active) || opened.size > 0 ? active : roots[0]?.id;
  return (
    <ul role="tree" aria-label={label} ref={tree} className={classes.tree}>
      {roots.map((node) => (
        <Branch key={node.id} node={node} depth={1} {...shared} active={reachable} fallback={node.id === roots[0]?.id} />
      ))}
    </ul>
  );
}

interface Shared {
  opened: Set<number>;
  toggle: (id: number, wanted: boolean) => void;
  selected: number | undefined;
  active: number | undefined;
  setActive: (id: number) => void;
  onChoose: (node: TreeNode) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  on: string | undefined;
}

function Branch({ node, depth, fallback, ...shared }: Shared & { node: TreeNode; depth: number; fallback?: boolean }) {
  const { opened, toggle, selected, active, setActive, onChoose, onKeyDown, on } = shared;
  const branch = node.hasChildren ?? node.level !== 'school';
  const isOpen = branch && opened.has(node.id);
  const children = useInfiniteQuery({
    queryKey: ['registry', 'organisations', 'children', node.id, on ?? ''],
    enabled: isOpen,
    staleTime: 60_000,
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      api.get<Slice<Organisation>>('/api/registry/organisations', { parent: node.id, size: PIECE, page: pageParam, sort: 'name', on }, { signal }),
    getNextPageParam: (last) => (!last.exact || (last.page + 1) * PIECE < last.total ? last.page + 1 : undefined),
  });
  const items = children.data?.pages.flatMap((p) => p.items) ?? [];
  const total = children.data?.pages.at(-1)?.total ?? 0;
  return (
    <li role="none">
      <div
        role="treeitem"
        aria-level={depth}
        aria-expanded={branch ? isOpen : undefined}
        aria-selected={node.id === selected}
        data-id={node.id}
        tabIndex={node.id === active || (fallback && active === undefined) ? 0 : -1}
        onKeyDown={onKeyDown}
        onFocus={() => setActive(node.id)}
        className={classes.row}
        style={{ paddingLeft: (depth - 1) * 18 + 4 }}
      >
        {branch ? (
          // The keyboard opens a branch with the arrow; this is the same for the mouse.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
          <span className={classes.arrow} data-open={isOpen || undefined} onClick={() => toggle(node.id, !isOpen)}>
            <IconChevronRight size={15} aria-hidden />
          </span>
        ) : (
          <span className={classes.arrow} />
        )}
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
        <span className={classes.name} data-row onClick={() => onChoose(node)}>
          <LevelIcon level={node.level} size={16} />
          {node.shortName}
        </span>
        {isOpen && children.isFetching && <Loader size={13} mr={8} />}
      </div>
      {isOpen && children.data && items.length === 0 && (
        <div className={classes.more} style={{ paddingLeft: depth * 18 + 28 }}>Подчинённых организаций {on ? 'на эту дату ' : ''}нет.</div>
      )}
      {isOpen && items.length > 0 && (
        <ul role="group">
          {items.map((child) => (
            <Branch key={child.id} node={child} depth={depth + 1} {...shared} />
          ))}
          {children.hasNextPage && (
            <li role="none">
              <div
                role="treeitem"
                aria-level={depth + 1}
                aria-selected={false}
                data-id={-node.id}
                tabIndex={active === -node.id ? 0 : -1}
                onKeyDown={onKeyDown}
                onFocus={() => setActive(-node.id)}
                className={classes.row}
                style={{ paddingLeft: depth * 18 + 26 }}
              >
                {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
                <span className={classes.name} data-row onClick={() => void children.fetchNextPage()}>
                  {total > items.length ? `Ещё ${counted(total - items.length, ['организация', 'организации', 'организаций'])}` : 'Показать ещё'}
                </span>
              </div>
            </li>
          )}
        </ul>
      )}
      {isOpen && children.error && (
        <div className={classes.more} role="alert" style={{ paddingLeft: depth * 18 + 28 }}>Ветвь не загрузилась. Сверните и раскройте её снова.</div>
      )}
    </li>
  );
}
