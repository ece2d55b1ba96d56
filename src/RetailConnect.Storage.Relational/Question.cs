using System.Data;
using System.Data.Common;

namespace RetailConnect.Storage.Relational;

/// <summary>A query that is asked again and again, with positional values @p0, @p1 and so on.</summary>
/// <param name="sql">The text.</param>
/// <param name="map">Makes an answer of a row.</param>
/// <param name="types">Types of the values.</param>
internal sealed class Question<T>(string sql, Func<DbDataReader, T> map, params DbType[] types)
{
    public string Sql => sql;

    public Func<DbDataReader, T> Map => map;

    public DbType[] Types => types;
}
