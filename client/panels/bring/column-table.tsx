import { columnRoles, withRole, type ColumnRole, type Columns } from '#shared/imports/columns.ts'
import type { Table } from '#shared/imports/table.ts'
import { inBrief } from '#shared/board/brief.ts'
import { useWords } from '../../i18n/use-words.ts'
import { bringWords } from './words.ts'

interface ColumnTableProps {
  readonly table: Table
  readonly columns: Columns
  readonly onChange: (columns: Columns) => void
}

/** The columns of a table, with what stands in their first line and what they become. */
export function ColumnTable({ table, columns, onChange }: ColumnTableProps) {
  const t = useWords(bringWords)
  const [heads, second] = table.rows
  const first = columns.hasHeads ? second : heads
  return (
    <>
      <label className="bring__heads">
        <input
          type="checkbox"
          checked={columns.hasHeads}
          onChange={({ target }) => onChange({ ...columns, hasHeads: target.checked })}
        />
        {t('hasHeads')}
      </label>
      <table className="bring__columns">
        <thead>
          <tr>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('first')}</th>
            <th scope="col">{t('becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.roles.map((role, column) => {
            const head = columns.hasHeads ? (heads?.cells[column] ?? '').trim() : ''
            const name = head === '' ? t('unnamed', { number: column + 1 }) : inBrief(head)
            return (
              // Columns have no name of their own, and never change their order.
              <tr key={column} data-left={role === 'none' || undefined}>
                <th scope="row" dir="auto">
                  {name}
                </th>
                <td dir="auto">{inBrief(first?.cells[column] ?? '')}</td>
                <td>
                  <select
                    aria-label={t('becomesOf', { column: name })}
                    value={role}
                    onChange={({ target }) =>
                      // The options are these roles.
                      onChange(withRole(columns, column, target.value as ColumnRole))
                    }
                  >
                    {columnRoles.map((each) => (
                      <option key={each} value={each}>
                        {t(`roles.${each}`)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
