/** The fields of the scene, set in the sheet. */
export const fields = {
  setField: {
    edit: (field: string) => `Edit ${field}`,
    fill: (field: string) => `Fill in ${field}`,
    label: (field: string) => `New value of ${field}`,
    placeholder: 'Several are parted by commas',
    how: 'Enter edits a field, Space locks it. What you set is written into the prompt.',
    keep: 'Keep',
    keeping: 'Keeping…',
    leave: 'Leave',
    done: (field: string) => `${field} set`,
    changes: (field: string) => `Set: ${field}`,
  },
} as const;
