package dev.parley.pbx.asterisk.wire;

import org.asteriskjava.manager.action.AbstractManagerAction;

/** ShowDialPlan: an error where the context does not exist (Asterisk 16.28, 22.10). */
public final class ShowDialPlanAction extends AbstractManagerAction {
    private static final long serialVersionUID = 1L;

    private final String context;

    public ShowDialPlanAction(String context) {
        this.context = context;
    }

    @Override
    public String getAction() {
        return "ShowDialPlan";
    }

    public String getContext() {
        return context;
    }
}
