# Copies the database at the first start, and follows it from then on. What is given goes to postgres.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # A copy that was broken off is begun anew.
  rm -rf "$PGDATA"
  install --directory --owner=postgres --group=postgres --mode=0700 "$PGDATA"
  PGPASSWORD="$REPLICATION_PASSWORD" gosu postgres pg_basebackup --host=postgres --username=replica --pgdata="$PGDATA" --write-recovery-conf --wal-method=stream --slot=replica
fi
exec docker-entrypoint.sh postgres "$@"
