using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace AttentionLens.Numerics;

/// <summary>The jobs of one run: every member owns a contiguous range, so that it meets the same rows in kernel after kernel, and takes
/// from the others' ranges when its own is empty.</summary>
internal sealed unsafe class JobQueue
{
    private readonly Share* _shares;
    private readonly Lock _failureGate = new();
    private delegate*<void*, int, void> _body;
    private void* _state;
    private int _members;
    private ExceptionDispatchInfo? _failure;
    private int _failedJob;
    private bool _stopped;

    public JobQueue(int maximumMembers) =>
        _shares = (Share*)NativeMemory.AlignedAlloc((nuint)(maximumMembers * sizeof(Share)), 128);

    public void Fill(int jobs, int members, delegate*<void*, int, void> body, void* state)
    {
        _body = body;
        _state = state;
        _members = members;
        _failure = null;
        _stopped = false;
        for (int member = 0; member < members; member++)
        {
            _shares[member].Next = (int)((long)jobs * member / members);
            _shares[member].End = (int)((long)jobs * (member + 1) / members);
        }
    }

    public void Work(int place)
    {
        for (int turn = 0; turn < _members; turn++)
        {
            Share* share = _shares + ((place + turn) % _members);
            while (Volatile.Read(ref share->Next) < share->End)
            {
                int job = Interlocked.Increment(ref share->Next) - 1;
                if (job >= share->End || Volatile.Read(ref _stopped))
                {
                    break;
                }

                Perform(job);
            }
        }
    }

    public ExceptionDispatchInfo? TakeFailure()
    {
        ExceptionDispatchInfo? failure = _failure;
        _failure = null;
        return failure;
    }

    private void Perform(int job)
    {
        try
        {
            _body(_state, job);
        }
        catch (Exception exception)
        {
            lock (_failureGate)
            {
                if (_failure is null || job < _failedJob)
                {
                    _failure = ExceptionDispatchInfo.Capture(exception);
                    _failedJob = job;
                }
            }

            Volatile.Write(ref _stopped, true);
        }
    }

    // Two cache lines each: neighbours are fetched in pairs.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Share
    {
        [FieldOffset(0)]
        public int Next;

        [FieldOffset(4)]
        public int End;
    }
}
