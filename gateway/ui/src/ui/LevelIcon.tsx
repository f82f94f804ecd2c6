import { IconBuildingBank, IconBuildingSkyscraper, IconMap2, IconSchool } from '@tabler/icons-react';
import type { Level } from '../api/types';
import { levelWords } from '../api/words';

const icons = { ministry: IconBuildingBank, institute: IconBuildingSkyscraper, municipality: IconMap2, school: IconSchool };

export function LevelIcon({ level, size = 17 }: { level: Level; size?: number }) {
  const LevelShape = icons[level] ?? IconSchool;
  return <LevelShape size={size} stroke={1.7} color="var(--mantine-color-dimmed)" role="img" aria-label={levelWords[level]} style={{ flex: 'none' }} />;
}
