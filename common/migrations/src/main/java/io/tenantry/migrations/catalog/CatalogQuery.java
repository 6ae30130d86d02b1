package io.tenantry.migrations.catalog;

/**
 * One query over the system catalogs that yields a line of text per fact. The schema must be first
 * in the search path, so that the server prints its objects without their schema; {@code :schema}
 * is its quoted name.
 */
final class CatalogQuery {

  static final String SQL =
      """
      with tenant as (
        select oid, nspname as name, nspacl, nspowner
        from pg_namespace where nspname = :schema
      ),
      relation as (
        select c.*, case c.relkind when 'r' then 'table' when 'p' then 'partitioned table'
            when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
            when 'f' then 'foreign table' when 'i' then 'index' when 'I' then 'partitioned index'
            when 'c' then 'composite type' else c.relkind::text end as kind
        from pg_class c join tenant on tenant.oid = c.relnamespace
      ),
      grants (object, acl) as (
        select 'schema', coalesce(nspacl, acldefault('n', nspowner)) from tenant
        union all
        select kind || ' ' || relname, coalesce(relacl,
            acldefault(case relkind when 'S' then 's'::"char" else 'r'::"char" end, relowner))
        from relation where relkind not in ('i', 'I', 'c')
        union all
        select 'column ' || relname || '.' || attname, attacl
        from relation join pg_attribute on attrelid = relation.oid
        where attacl is not null and not attisdropped
        union all
        select 'function ' || p.oid::regprocedure, coalesce(proacl, acldefault('f', proowner))
        from pg_proc p join tenant on tenant.oid = pronamespace
        union all
        select 'type ' || typname, coalesce(typacl, acldefault('T', typowner))
        from pg_type join tenant on tenant.oid = typnamespace where typtype in ('e', 'd')
        union all
        select 'default for ' || case defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
            when 'f' then 'functions' when 'T' then 'types' else defaclobjtype::text end
            || ' of ' || defaclrole::regrole, defaclacl
        from pg_default_acl join tenant on tenant.oid = defaclnamespace
      )
      select kind || ' ' || relname || ' owner ' || relowner::regrole
          || case relpersistence when 'p' then '' else ' persistence ' || relpersistence::text end
          || coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '')
          || case when relrowsecurity then ' row security' else '' end
          || case when relforcerowsecurity then ' forced' else '' end
      from relation
      union all
      select 'column ' || relname || '.' || attname || ' position '
          || row_number() over (partition by attrelid order by attnum)
          || ' ' || format_type(atttypid, atttypmod)
          || case when attcollation <> typcollation then ' collate ' || attcollation::regcollation
             else '' end
          || case when attnotnull then ' not null' else '' end
          || case attidentity when 'a' then ' identity always' when 'd' then ' identity by default'
             else '' end
          || case when attgenerated = ''
             then coalesce(' default ' || pg_get_expr(adbin, adrelid, true), '')
             else ' generated ' || attgenerated::text || ' ' || pg_get_expr(adbin, adrelid, true)
             end
      from relation
      join pg_attribute on attrelid = relation.oid
      join pg_type on pg_type.oid = atttypid
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attnum > 0 and not attisdropped and relkind not in ('i', 'I', 'S')
      union all
      select 'constraint '
          || coalesce(relname || '.', 'domain ' || contypid::regtype || '.') || conname || ' ' || pg_get_constraintdef(con.oid, true)
          || case when convalidated then '' else ' not validated' end
      from pg_constraint con
      join tenant on tenant.oid = connamespace
      left join relation on relation.oid = conrelid
      union all
      select 'index ' || relname || ' ' || pg_get_indexdef(indexrelid, 0, true)
          || case when indisvalid and indisready then '' else ' invalid' end
          || case when indisreplident then ' replica identity' else '' end
      from relation join pg_index on indexrelid = relation.oid
      union all
      select 'sequence ' || relname || ' ' || format_type(seqtypid, null) || ' start ' || seqstart
          || ' increment ' || seqincrement || ' min ' || seqmin || ' max ' || seqmax
          || ' cache ' || seqcache || case when seqcycle then ' cycle' else '' end
          || coalesce((select ' owned by ' || refobjid::regclass || '.' || attname
               from pg_depend join pg_attribute on attrelid = refobjid and attnum = refobjsubid
               where classid = 'pg_class'::regclass and objid = relation.oid
                 and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')), '')
      from relation join pg_sequence on seqrelid = relation.oid
      union all
      select 'definition of ' || kind || ' ' || relname || ' ' || pg_get_viewdef(oid, true)
      from relation where relkind in ('v', 'm')
      union all
      select 'function ' || p.oid::regprocedure || ' (' || pg_get_function_arguments(p.oid) || ')'
          || ' returns ' || coalesce(pg_get_function_result(p.oid), 'nothing') || ' language ' || lanname
          || ' ' || provolatile::text || proparallel::text
          || case when proisstrict then ' strict' else '' end
          || case when prosecdef then ' security definer' else '' end
          || coalesce(' set ' || array_to_string(proconfig, ', '), '')
          || ' as ' || coalesce(pg_get_function_sqlbody(p.oid), prosrc)
      from pg_proc p
      join tenant on tenant.oid = pronamespace
      join pg_language l on l.oid = prolang
      union all
      select 'trigger ' || relname || ' ' || pg_get_triggerdef(t.oid, true)
          || ' ' || tgenabled::text
      from pg_trigger t join relation on relation.oid = tgrelid where not tgisinternal
      union all
      select 'policy ' || relname || ' ' || polname || ' ' || polcmd::text
          || ' using ' || coalesce(pg_get_expr(polqual, polrelid, true), '-')
          || ' check ' || coalesce(pg_get_expr(polwithcheck, polrelid, true), '-')
      from pg_policy join relation on relation.oid = polrelid
      union all
      select 'inherits ' || inhrelid::regclass || ' from ' || inhparent::regclass
      from pg_inherits join relation on relation.oid = inhrelid
      union all
      select 'enum ' || typname || ' '
          || string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
      from pg_type join tenant on tenant.oid = typnamespace join pg_enum on enumtypid = pg_type.oid
      group by typname
      union all
      select 'domain ' || typname || ' ' || format_type(typbasetype, typtypmod)
          || case when typnotnull then ' not null' else '' end
          || coalesce(' default ' || typdefault, '')
      from pg_type join tenant on tenant.oid = typnamespace where typtype = 'd'
      union all
      select 'grant on ' || object || ' to '
          || case when grantee = 0 then 'public' when r.rolname = tenant.name then '{tenant}'
             else quote_ident(r.rolname) end
          || ' ' || privilege_type || case when is_grantable then ' with grant option' else '' end
      from grants
      cross join tenant
      cross join lateral aclexplode(acl)
      left join pg_roles r on r.oid = grantee
      """;

  private CatalogQuery() {}
}
