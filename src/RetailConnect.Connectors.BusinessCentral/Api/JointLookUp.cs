namespace RetailConnect.Connectors.BusinessCentral.Api;

/// <summary>Lets look-ups that are made at the same time share one request: what is asked while a request is under way travels in the next one, so every answer is newer than its question.</summary>
/// <param name="read">Reads all rows that have one of the keys.</param>
/// <param name="keyOf">The key of a row; Business Central compares texts without regard to case.</param>
internal sealed class JointLookUp<TRow>(Func<IReadOnlyList<string>, ValueTask<IReadOnlyList<TRow>>> read, Func<TRow, string?> keyOf)
{
    private const int AtOnce = 20;
    private readonly Lock gate = new();
    private readonly Queue<Question> waiting = new();
    private bool underway;

    /// <summary>Returns the rows with a key.</summary>
    public Task<IReadOnlyList<TRow>> FindAsync(string key, CancellationToken cancellationToken)
    {
        var question = new Question(key);
        bool first;
        lock (gate)
        {
            waiting.Enqueue(question);
            (first, underway) = (!underway, true);
        }

        if (first)
        {
            _ = AskAsync();
        }

        return question.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task AskAsync()
    {
        // Whoever asks in the same breath comes along.
        await Task.Yield();
        while (Next() is { Count: > 0 } questions)
        {
            await AnswerAsync(questions);
        }
    }

    private List<Question> Next()
    {
        var questions = new List<Question>(AtOnce);
        lock (gate)
        {
            while (questions.Count < AtOnce && waiting.TryDequeue(out var question))
            {
                questions.Add(question);
            }

            underway = questions.Count > 0;
        }

        return questions;
    }

    private async Task AnswerAsync(List<Question> questions)
    {
        try
        {
            string[] keys = [.. questions.Select(question => question.Key).Distinct(StringComparer.OrdinalIgnoreCase)];
            var rows = await read(keys);
            if (keys.Length == 1)
            {
                questions.ForEach(question => question.Answer.TrySetResult(rows));
                return;
            }

            var found = rows.ToLookup(row => keyOf(row) ?? "", StringComparer.OrdinalIgnoreCase);
            if (found.All(group => keys.Contains(group.Key, StringComparer.OrdinalIgnoreCase)))
            {
                questions.ForEach(question => question.Answer.TrySetResult([.. found[question.Key]]));
                return;
            }
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected && questions.Count > 1)
        {
            // One of the keys is refused: each alone, so that only that one fails.
        }
        catch (Exception exception)
        {
            questions.ForEach(question => question.Answer.TrySetException(exception));
            return;
        }

        // A key was refused, or the database calls something equal that is not: who asks alone can't be misled.
        foreach (var question in questions)
        {
            await AnswerAsync([question]);
        }
    }

    private sealed record Question(string Key)
    {
        public TaskCompletionSource<IReadOnlyList<TRow>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
