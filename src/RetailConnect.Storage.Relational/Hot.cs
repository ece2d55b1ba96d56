using System.Data;
using System.Data.Common;

namespace RetailConnect.Storage.Relational;

/// <summary>One prepared statement with positional values.</summary>
internal sealed class Hot : IDisposable
{
    private readonly Dialect dialect;
    private readonly DbCommand command;

    public Hot(Dialect dialect, DbConnection connection, string sql, params ReadOnlySpan<DbType> types)
    {
        this.dialect = dialect;
        command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < types.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            parameter.DbType = types[i];
            command.Parameters.Add(parameter);
        }

        command.Prepare();
    }

    public int Run(DbTransaction transaction, params ReadOnlySpan<object?> values)
    {
        Fill(transaction, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs and returns the first value; null when there is no row.</summary>
    public object? Get(DbTransaction transaction, params ReadOnlySpan<object?> values)
    {
        Fill(transaction, values);
        return command.ExecuteScalar();
    }

    /// <summary>Runs outside of a transaction and returns what becomes of the rows.</summary>
    public List<T> List<T>(Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        Fill(null, values);
        using var rows = command.ExecuteReader();
        var list = new List<T>();
        while (rows.Read())
        {
            list.Add(map(rows));
        }

        return list;
    }

    public void Dispose() => command.Dispose();

    private void Fill(DbTransaction? transaction, ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                string text => dialect.Keep(text),
                var value => value,
            };
        }
    }
}
