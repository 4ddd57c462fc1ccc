// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

/// How a page looks on a screen and on paper, and what draws its charts.
final class PageStyle {
    static final String STYLE =
            """
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem;
                   padding: 0 1rem; color: #1c2430; }
            h1 { margin-bottom: .2rem; }
            h2 { border-bottom: 2px solid #2f6f9f; margin-top: 3rem; }
            h3 { margin: 2rem 0 .3rem; }
            nav a { margin-right: 1rem; }
            .note { color: #4a5563; margin: 0 0 .5rem; }
            .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
                       gap: .75rem; }
            .figure { border: 1px solid #d5dbe3; border-radius: .5rem; padding: .5rem .9rem; }
            .figure b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
            .both { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
                    gap: 1.5rem; align-items: start; }
            .chart { position: relative; height: 20rem; }
            .scroll { overflow: auto; max-height: 20rem; }
            .scroll th { position: sticky; top: 0; background: #fff; }
            table { border-collapse: collapse; width: 100%; font-size: .88rem; }
            th, td { border-bottom: 1px solid #e4e8ee; padding: .2rem .5rem; text-align: left;
                     vertical-align: top; }
            th { border-bottom: 2px solid #b8c2cf; }
            td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
            dt { font-weight: 600; } dd { margin: 0 0 .5rem 1.5rem; }
            @media (max-width: 60rem) { .both { grid-template-columns: minmax(0, 1fr); } }
            @media print {
              body { font-size: 10pt; margin: 0; max-width: none; }
              nav { display: none; } .scroll { max-height: none; overflow: visible; }
              .both { display: block; }
              .chart { height: 7cm; width: 16cm; }
              h2 { break-before: page; } h2:first-of-type { break-before: auto; }
              h2, h3 { break-after: avoid; } tr, .figure, .chart { break-inside: avoid; }
              thead { display: table-header-group; }
            }
            """;

    static final String SCRIPT =
            """
            const colours = ['#2f6f9f', '#c8553d', '#588157', '#8a6fb0'];
            const grouped = v => typeof v === 'number' ? v.toLocaleString('en') : v;
            for (const c of charts) {
              new Chart(document.getElementById(c.id), {
                type: c.type,
                data: { labels: c.labels, datasets: c.series.map((s, i) => ({
                  label: s.label, data: s.data, borderColor: colours[i % 4],
                  backgroundColor: colours[i % 4], tension: 0.2 })) },
                options: { responsive: true, maintainAspectRatio: false, animation: false,
                  scales: { x: { title: { display: true, text: c.over } },
                            y: { beginAtZero: true, ticks: { callback: grouped },
                                 title: { display: c.series.length === 1, text: c.series[0].label } } },
                  plugins: { legend: { display: c.series.length > 1 },
                    tooltip: { callbacks: { label: t =>
                      t.dataset.label + ': ' + grouped(t.parsed.y) } } } }
              });
            }
            """;

    private PageStyle() {}
}
