package io.tenantry.migrations.rules;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The rules whose breach is visible in the catalog. */
final class SchemaRules {

  private static final String SQL =
      """
      with tenant as (select oid, nspname from pg_namespace where nspname = :schema),
      relation as (select c.* from pg_class c join tenant on tenant.oid = relnamespace)
      select 'table ' || relname, 'has no primary key'
      from relation
      where relkind in ('r', 'p')
        and not exists (select from pg_constraint where conrelid = relation.oid and contype = 'p')
      union all
      select 'column ' || relname || '.' || attname,
        'takes its default from a sequence; use an identity column'
      from relation
      join pg_attribute on attrelid = relation.oid
      join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attidentity = '' and pg_get_expr(adbin, adrelid) ~* '\\mnextval\\('
      union all
      select 'view ' || relname, 'must have the option security_invoker'
      from relation
      where relkind = 'v' and not coalesce(
        (select option_value::boolean from pg_options_to_table(reloptions)
         where option_name = 'security_invoker'), false)
      union all
      select 'materialized view ' || relname, 'runs with the owner''s rights; use a table or a view'
      from relation where relkind = 'm'
      union all
      select 'function ' || proname, 'must not be SECURITY DEFINER'
      from pg_proc join tenant on tenant.oid = pronamespace where prosecdef
      union all
      select 'table ' || relname, 'must not inherit from another table'
      from relation join pg_inherits on inhrelid = relation.oid
      where relkind in ('r', 'f') and not relispartition
      union all
      select 'foreign table ' || relname, 'is not allowed' from relation where relkind = 'f'
      union all
      select 'constraint ' || relation.relname || '.' || conname,
        'refers to schema ' || n.nspname || '; only public and the own schema are allowed'
      from pg_constraint
      join relation on relation.oid = conrelid
      join pg_class target on target.oid = confrelid
      join pg_namespace n on n.oid = target.relnamespace
      where n.nspname not in (:schema, 'public')
      union all
      select kind || ' ' || name, 'uses schema ' || other || '; only public and the own are allowed'
      from (
        select distinct 'view' as kind, v.relname as name, n.nspname as other
        from relation v
        join pg_rewrite r on r.ev_class = v.oid
        join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
          and d.refclassid = 'pg_class'::regclass
        join pg_class c on c.oid = d.refobjid
        join pg_namespace n on n.oid = c.relnamespace
        where v.relkind in ('v', 'm')
      ) used
      where other not in (:schema, 'public', 'pg_catalog')
      union all
      select case other.relkind when 'v' then 'view ' when 'S' then 'sequence ' else 'table ' end
          || other.relname,
        'exists in public as well; one of the two needs another name'
      from relation
      join pg_class other on other.relname = relation.relname
      where other.relnamespace = 'public'::regnamespace
        and relation.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
        and other.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      union all
      select 'function ' || proname, 'names the schema it is in; a rename would break it'
      from pg_proc join tenant on tenant.oid = pronamespace
      where position(quote_ident(nspname) || '.' in
          prosrc || coalesce(array_to_string(proconfig, ' '), '')) > 0
         or exists (select from unnest(proconfig) c where c like 'search_path=%' || nspname || '%')
      order by 1, 2
      """;

  private SchemaRules() {}

  static List<RuleViolation> check(JdbcOperations jdbc, SqlIdentifier schema) {
    return new NamedParameterJdbcTemplate(jdbc)
        .query(
            SQL,
            Map.of("schema", schema.value()),
            (row, n) -> new RuleViolation(row.getString(1), row.getString(2)));
  }
}
