using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>One forward (and backward) pass. Blocks compute on its tape and show it the value of every hook point.</summary>
public sealed class Pass : IDisposable
{
    private readonly HookCatalog _hooks;
    private readonly PassPlan _plan;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<HookName, LensTensor> _captured = [];
    private readonly List<(HookPoint Hook, Variable Variable, int[] Shape)> _watched = [];

    internal Pass(HookCatalog hooks, PassPlan plan, InputBatch batch, Tape tape, CancellationToken cancellationToken)
    {
        _hooks = hooks;
        _plan = plan;
        _cancellationToken = cancellationToken;
        Batch = batch;
        Tape = tape;
        Masking = MaskingOf(batch);
    }

    /// <summary>The examples.</summary>
    public InputBatch Batch { get; }

    /// <summary>The computation.</summary>
    public Tape Tape { get; }

    /// <summary>Hides padding from every query.</summary>
    public AttentionMasking Masking { get; }

    /// <summary>Whether anything is asked of a site. Where nothing is, its value need not exist.</summary>
    /// <param name="site">The site.</param>
    public bool IsAsked(int site) => _plan[site] is not null;

    /// <summary>Whether the value at a site takes part in what follows: it is changed there, or the signal at it is wanted.</summary>
    /// <param name="site">The site.</param>
    public bool IsInside(int site) => _plan[site] is { IsInside: true };

    /// <summary>Whether operations around a site may be fused: nothing is asked of it, and no backward pass needs what lies between.</summary>
    /// <param name="site">The site.</param>
    public bool MayFuse(int site) => !Tape.IsRecording && _plan[site] is null;

    /// <summary>Shows the value of a hook point: interventions change it, then captures and readers see it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="value">The value.</param>
    /// <returns>The value that the model goes on with.</returns>
    public Variable At(int site, Variable value)
    {
        if (_plan[site] is not { } request)
        {
            return value;
        }

        HookPoint hook = _hooks[site];
        foreach (Intervention intervention in request.Edits)
        {
            value = Edits.Apply(this, hook, intervention, value);
        }

        if (request.Gradient)
        {
            Tape.Watch(value);
            _watched.Add((hook, value, value.Value.Shape.ToArray()));
        }

        Show(request, hook, value.Value);
        return value;
    }

    /// <summary>Shows a value that the model does not go on with: a fused kernel wrote it on the side.</summary>
    /// <param name="site">The site; nothing may be changed there.</param>
    /// <param name="value">The value.</param>
    public void Show(int site, Tensor value)
    {
        if (_plan[site] is { } request)
        {
            Show(request, _hooks[site], value);
        }
    }

    /// <summary>Gives back what nobody took.</summary>
    public void Dispose()
    {
        foreach (LensTensor tensor in _captured.Values)
        {
            tensor.Dispose();
        }

        _captured.Clear();
        Tape.Dispose();
    }

    internal Dictionary<HookName, LensTensor> TakeCaptured()
    {
        Dictionary<HookName, LensTensor> taken = new(_captured);
        _captured.Clear();
        return taken;
    }

    internal Dictionary<HookName, LensTensor> TakeGradients()
    {
        Dictionary<HookName, LensTensor> gradients = [];
        foreach ((HookPoint hook, Variable variable, int[] shape) in _watched)
        {
            using Tensor signal = variable.RetainSignal() ?? Tensor.RentZeroed(shape);
            gradients.Add(hook.Name, new ModelTensor(signal.Reshape(shape), hook.Spec));
        }

        return gradients;
    }

    private void Show(SiteRequest request, HookPoint hook, Tensor value)
    {
        if (request.Capture)
        {
            _captured.Add(hook.Name, new ModelTensor(value.Retain(), hook.Spec));
        }

        foreach (HookReader reader in request.Readers)
        {
            reader(new HookContext(hook, value.View, Batch, _cancellationToken));
        }
    }

    private static AttentionMasking MaskingOf(InputBatch batch)
    {
        bool any = false;
        byte[] mask = new byte[batch.Size * batch.Length];
        for (int example = 0; example < batch.Size; example++)
        {
            for (int position = 0; position < batch.Length; position++)
            {
                bool seen = batch.Examples[example].Mask[position];
                mask[(example * batch.Length) + position] = seen ? (byte)1 : (byte)0;
                any |= !seen;
            }
        }

        return new AttentionMasking(any ? mask : default);
    }
}
