import type { Endpoint } from '../http/endpoint.ts';
import { parcelEndpoints } from './parcel-endpoints.ts';
import { proofEndpoints } from './proof-endpoints.ts';
import type { ProofRooms } from './rooms.ts';

/** Receipts into bond and the proofs of sustainability that come with them or alone. */
export const proofsEndpoints = (rooms: ProofRooms): readonly Endpoint[] => [...parcelEndpoints(rooms), ...proofEndpoints(rooms)];
