export interface Appointment {
  id: number;
  organisationId: number;
  personId?: number | null;
  name?: string | null;
  academicYear: number;
  orderNumber: string;
  orderedOn: string;
  /** Of the academic year that goes on now. */
  current: boolean;
}
