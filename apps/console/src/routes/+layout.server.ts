import type { LayoutServerLoad } from './$types';

/** What stands around every page. It asks nobody, so that it is there when all else is away. */
export const load: LayoutServerLoad = ({ locals: { user } }) => ({ user: user && { name: user.name, role: user.role } });
