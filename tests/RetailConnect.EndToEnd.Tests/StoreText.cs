using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Everything that a host's store holds: what a query can read, with packed content unpacked, and what stands in its files.</summary>
internal static class StoreText
{
    /// <summary>All values of all tables.</summary>
    public static string Tables(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "state.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var text = new StringBuilder();
        foreach (var table in Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'").Select(row => (string)row[0]).ToList())
        {
            foreach (var row in Rows(connection, $"SELECT * FROM \"{table}\""))
            {
                text.Append(table).Append(": ").AppendJoin(" | ", row.Select(Text)).AppendLine();
            }
        }

        return text.ToString();
    }

    /// <summary>All bytes of all files.</summary>
    public static string Files(string folder) => string.Concat(Directory.GetFiles(folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }));

    private static string Text(object value) => value is byte[] bytes ? $"{Encoding.Latin1.GetString(bytes)} {Unpacked(bytes)}" : $"{value}";

    private static string Unpacked(byte[] bytes)
    {
        try
        {
            using var from = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var to = new MemoryStream();
            from.CopyTo(to);
            return Encoding.UTF8.GetString(to.ToArray());
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return "";
        }
    }

    private static IEnumerable<object[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var values = new object[rows.FieldCount];
            rows.GetValues(values);
            yield return values;
        }
    }
}
