import { useComputedColorScheme } from '@mantine/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Figure, Trend } from '../api/types';
import { formatNumber } from '../ui/russian';
import { periodShort, periodTitle, planText, ratioText, valueText } from './figures';
import classes from './Dashboard.module.css';

echarts.use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

interface Props {
  trend: Trend;
  kind: Figure['kind'];
  direction: Figure['direction'];
  label: string;
}

/** Round lines for a share: never beyond 100 unless the values are. */
function scale(top: number): { max?: number; interval?: number } {
  const [max, interval] = ([[10, 5], [20, 5], [40, 10], [60, 20], [80, 20], [100, 25]] as const).find(([m]) => top <= m) ?? [];
  return max ? { max, interval } : {};
}

/** One thin line from zero with its plan; a month without a value leaves a gap. */
export default function Chart({ trend, kind, direction, label }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(undefined);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    if (!box.current) return undefined;
    const made = echarts.init(box.current);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const font = getComputedStyle(document.body).fontFamily;
    const shown = trend.points.map((p) => (p.state === 'ok' || p.state === 'above_100' ? p.value : null));
    const last = shown.findLastIndex((v) => v !== null);
    const line = scheme === 'dark' ? colour('--mantine-color-ink-3') : colour('--mantine-color-ink-7');
    const top = Math.max(...shown.map((v) => v ?? 0), trend.target ?? 0, kind === 'percent' ? 10 : 4);
    chart.current?.setOption({
      animation: false,
      textStyle: { fontFamily: font },
      grid: { left: 8, right: 56, top: 22, bottom: 4, containLabel: true },
      tooltip: {
        trigger: 'axis',
        // Drawn on the canvas: the policy of the page allows no inline styles.
        renderMode: 'richText',
        backgroundColor: colour('--surface'),
        borderColor: colour('--line-strong'),
        textStyle: { color: colour('--mantine-color-text'), fontSize: 13, fontFamily: font },
        formatter: (items: unknown) => {
          const index = (items as { dataIndex: number }[])[0]?.dataIndex ?? 0;
          const p = trend.points[index];
          return p ? [periodTitle(p.period), valueText(p, kind), ratioText(p, kind)].filter(Boolean).join('\n') : '';
        },
      },
      xAxis: {
        type: 'category',
        data: trend.points.map((p) => periodShort(p.period)),
        axisLine: { lineStyle: { color: colour('--line-strong') } },
        axisTick: { show: false },
        axisLabel: { color: colour('--mantine-color-dimmed'), fontSize: 12, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        min: 0,
        ...(kind === 'percent' ? scale(top) : {}),
        minInterval: kind === 'count' ? 1 : undefined,
        splitNumber: 4,
        axisLabel: { color: colour('--mantine-color-dimmed'), fontSize: 12, formatter: (v: number) => `${formatNumber(v)}${kind === 'percent' ? ' %' : ''}` },
        splitLine: { lineStyle: { color: colour('--line') } },
      },
      series: [
        {
          type: 'line',
          data: shown.map((value, i) =>
            i === last
              ? { value, symbolSize: 8, label: { show: true, position: 'right', formatter: valueText({ value, state: 'ok' }, kind), color: colour('--mantine-color-text'), fontWeight: 600, fontSize: 13 } }
              : value,
          ),
          symbol: 'circle',
          symbolSize: 5,
          lineStyle: { width: 2, color: line },
          itemStyle: { color: line },
          ...(trend.target === null || trend.target === undefined
            ? {}
            : {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  lineStyle: { type: 'dashed', color: colour('--mantine-color-dimmed'), width: 1 },
                  label: { formatter: planText(trend.target, direction), position: 'insideStartTop', color: colour('--mantine-color-dimmed'), fontSize: 12 },
                  data: [{ yAxis: trend.target }],
                },
              }),
        },
      ],
    }, true);
  }, [trend, kind, direction, scheme]);

  return <div ref={box} className={classes.chart} role="img" aria-label={label} />;
}
