namespace RetailConnect.Tests;

/// <summary>Counts the statements of a place's stores and breaks one of them; after the death of a host nothing of the stores that it had gets through any more.</summary>
internal sealed class StatementFaults
{
    private readonly Lock gate = new();
    private int start;
    private int dead;
    private int left;
    private bool hostDies;
    private bool reached;

    /// <summary>Number of the present start: what is opened from now on lives until its host dies.</summary>
    public int Start
    {
        get
        {
            lock (gate)
            {
                return start;
            }
        }
    }

    public void Break(int statement, bool hostDies)
    {
        lock (gate)
        {
            (left, this.hostDies, reached) = (statement, hostDies, false);
        }
    }

    public bool Mend()
    {
        lock (gate)
        {
            start++;
            left = 0;
            return reached;
        }
    }

    /// <summary>Passes what is no statement of a commit.</summary>
    /// <exception cref="BrokenStatementException">The host is dead.</exception>
    public void Live(int of)
    {
        lock (gate)
        {
            if (of < dead)
            {
                throw new BrokenStatementException(hostDied: true);
            }
        }
    }

    /// <summary>Passes a statement, or the moment after a transaction was confirmed.</summary>
    /// <exception cref="BrokenStatementException">It is the one that breaks, or the host is dead.</exception>
    public void Pass(int of, bool confirmed = false)
    {
        lock (gate)
        {
            Live(of);
            if (left == 0 || (confirmed && !hostDies) || --left > 0)
            {
                return;
            }

            reached = true;
            dead = hostDies ? start + 1 : dead;
            throw new BrokenStatementException(hostDies);
        }
    }
}

/// <summary>A statement was broken on purpose.</summary>
internal sealed class BrokenStatementException(bool hostDied) : Exception(hostDied ? "The host died here." : "This statement was broken.")
{
    /// <summary>True when nothing of the host's stores gets through any more.</summary>
    public bool HostDied => hostDied;
}
