using System.CommandLine;
using RetailConnect;
using RetailConnect.Storage.Sqlite;

namespace QuickStart;

/// <summary>Tells the story of one entity from the store of a run, also while the host runs.</summary>
internal static class ExplainCommand
{
    private const int Unknown = 1;
    private const int Unreadable = 2;
    private static readonly Argument<string> Id = new("id") { Description = "A canonical id, an id in any of the systems, or the number on a receipt or document." };
    private static readonly Option<FileInfo> State = new("--state") { Description = "File of the store.", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "Writes JSON for scripts." };

    public static Command Create()
    {
        var command = new Command("explain", "Tells what came in of an order, return, product, stock level or customer, what was decided and why, what was sent where, and what it answered.") { Id, State, Json };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetRequiredValue(Id), result.GetRequiredValue(State), result.GetValue(Json), Console.Out, Console.Error, cancellationToken));
        return command;
    }

    /// <summary>Writes the stories; returns 0, or 1 when nothing is known of the id, or 2 when the file can't be read.</summary>
    public static async Task<int> RunAsync(string id, FileInfo state, bool json, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            using var history = SqliteHistory.Open(state.FullName);
            var stories = await new Explanations(history).ExplainAsync(new TenantId(Northwind.Name), id, cancellationToken);
            if (json)
            {
                await output.WriteLineAsync(ExplanationFormat.ToJson(stories));
            }
            else
            {
                await output.WriteAsync(string.Join(Environment.NewLine, stories.Select(ExplanationFormat.ToText)));
            }

            if (stories.Count > 0)
            {
                return 0;
            }

            await errors.WriteLineAsync($"Nothing is known of '{id}' in {state.Name}. An id is taken as its system writes it, for example gid://shopify/Order/5001, or as RetailConnect does, for example web-5001.");
            return Unknown;
        }
        catch (ArgumentException)
        {
            await errors.WriteLineAsync("The id is empty.");
            return Unknown;
        }
        catch (StoreException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return Unreadable;
        }
    }
}
