import { emptyIn, emptiesWord, gridWord } from '#shared/activities/grid/cells.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { inLine } from '#shared/text/in-line.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { useGrid } from './use-grid.ts'
import { gridWords } from './words.ts'
import './grid.css'

/** For the whole room: a mark for each cell, and no texts. */
export function GridInRoom({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(gridWords)
  const grid = useGrid(placed)
  const content = useContentLanguage()
  const language = currentLanguage()
  if (grid.rows.length === 0) return <p className="grid-room">{t('noRows')}</p>
  return (
    <div className="grid-room">
      <table>
        <thead>
          <tr>
            <th scope="col">
              {gridWord(language, 'principle')}
              <small>
                {grid.empty === 0 ? gridWord(language, 'full') : emptiesWord(language, grid.empty, grid.of)}
              </small>
            </th>
            {grid.titles.map((title, column) => (
              <th key={title} scope="col">
                {title}
                <small>{t('left', { count: emptyIn(grid, column) })}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map(({ id, title }, row) => (
            <tr key={id}>
              <th scope="row" lang={content} dir="auto">
                {inLine(title)}
              </th>
              {grid.cells[row]?.map((entries, column) => (
                <td key={grid.columns[column]}>
                  <span className="grid-mark" data-full={entries.length > 0 || undefined}>
                    {entries.length > 1 ? entries.length : ''}
                    <span className="visually-hidden">
                      {entries.length === 0 && gridWord(language, 'empty')}
                    </span>
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
