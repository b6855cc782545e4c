using AttentionLens.Numerics;

namespace AttentionLens.Testing.Conformance;

/// <summary>The number of threads changes nothing.</summary>
internal sealed class ThreadsLaw : Law
{
    private const int Most = 3;

    public override string Id => "threads";

    public override string Demand => "A run gives the same bits on one, two and three threads, backward pass included.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        RunPlan plan = await Plans.EverythingBackAsync(subject);
        int size = ThreadTeam.Size;
        try
        {
            Recording? first = null;
            for (int threads = 1; threads <= Most; threads++)
            {
                ThreadTeam.Resize(threads);
                Recording run = await subject.RunAsync(plan);
                first ??= run;
                verdict.Saw();
                if (SameBits.Difference(first, run) is { } difference)
                {
                    verdict.Fail($"On {threads} threads {difference}; expected the bits of one thread: sum in an order that does not depend on how work is shared out.");
                }
            }
        }
        finally
        {
            ThreadTeam.Resize(size);
        }
    }
}
